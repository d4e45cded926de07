/** Every TLV named in SMPP 3.4 and 5.0: tag, how its value reads, and how many octets it may have. */

export type TlvType = 'uint' | 'text' | 'octets'
type Row = readonly [tag: number, type: TlvType, minBytes: number, maxBytes: number]

// spec: SMPP 3.4 §5.3.2, SMPP 5.0 §4.8.4
export const tlvTable = {
  dest_addr_subunit: [0x0005, 'uint', 1, 1],
  dest_network_type: [0x0006, 'uint', 1, 1],
  dest_bearer_type: [0x0007, 'uint', 1, 1],
  dest_telematics_id: [0x0008, 'uint', 2, 2],
  source_addr_subunit: [0x000d, 'uint', 1, 1],
  source_network_type: [0x000e, 'uint', 1, 1],
  source_bearer_type: [0x000f, 'uint', 1, 1],
  source_telematics_id: [0x0010, 'uint', 1, 2], // one octet in 3.4; some peers write two
  qos_time_to_live: [0x0017, 'uint', 4, 4],
  payload_type: [0x0019, 'uint', 1, 1],
  additional_status_info_text: [0x001d, 'text', 1, 256],
  receipted_message_id: [0x001e, 'text', 1, 65],
  ms_msg_wait_facilities: [0x0030, 'uint', 1, 1],
  privacy_indicator: [0x0201, 'uint', 1, 1],
  source_subaddress: [0x0202, 'octets', 2, 23],
  dest_subaddress: [0x0203, 'octets', 2, 23],
  user_message_reference: [0x0204, 'uint', 2, 2],
  user_response_code: [0x0205, 'uint', 1, 1],
  source_port: [0x020a, 'uint', 2, 2],
  destination_port: [0x020b, 'uint', 2, 2],
  sar_msg_ref_num: [0x020c, 'uint', 2, 2],
  language_indicator: [0x020d, 'uint', 1, 1],
  sar_total_segments: [0x020e, 'uint', 1, 1],
  sar_segment_seqnum: [0x020f, 'uint', 1, 1],
  sc_interface_version: [0x0210, 'uint', 1, 1],
  callback_num_pres_ind: [0x0302, 'uint', 1, 1],
  callback_num_atag: [0x0303, 'octets', 0, 65],
  number_of_messages: [0x0304, 'uint', 1, 1],
  callback_num: [0x0381, 'octets', 4, 19],
  dpf_result: [0x0420, 'uint', 1, 1],
  set_dpf: [0x0421, 'uint', 1, 1],
  ms_availability_status: [0x0422, 'uint', 1, 1],
  network_error_code: [0x0423, 'octets', 3, 3],
  message_payload: [0x0424, 'octets', 0, 65535],
  delivery_failure_reason: [0x0425, 'uint', 1, 1],
  more_messages_to_send: [0x0426, 'uint', 1, 1],
  message_state: [0x0427, 'uint', 1, 1],
  congestion_state: [0x0428, 'uint', 1, 1],
  ussd_service_op: [0x0501, 'uint', 1, 1],
  broadcast_channel_indicator: [0x0600, 'uint', 1, 1],
  broadcast_content_type: [0x0601, 'octets', 3, 3],
  broadcast_content_type_info: [0x0602, 'octets', 1, 255],
  broadcast_message_class: [0x0603, 'uint', 1, 1],
  broadcast_rep_num: [0x0604, 'uint', 2, 2],
  broadcast_frequency_interval: [0x0605, 'octets', 3, 3],
  broadcast_area_identifier: [0x0606, 'octets', 1, 101],
  broadcast_error_status: [0x0607, 'uint', 4, 4],
  broadcast_area_success: [0x0608, 'uint', 1, 1],
  broadcast_end_time: [0x0609, 'text', 1, 17],
  broadcast_service_group: [0x060a, 'octets', 1, 255],
  billing_identification: [0x060b, 'octets', 1, 1024],
  source_network_id: [0x060d, 'text', 7, 65],
  dest_network_id: [0x060e, 'text', 7, 65],
  source_node_id: [0x060f, 'octets', 6, 6],
  dest_node_id: [0x0610, 'octets', 6, 6],
  dest_addr_np_resolution: [0x0611, 'uint', 1, 1],
  dest_addr_np_information: [0x0612, 'octets', 0, 10],
  dest_addr_np_country: [0x0613, 'octets', 1, 5],
  display_time: [0x1201, 'uint', 1, 1],
  sms_signal: [0x1203, 'uint', 2, 2],
  ms_validity: [0x1204, 'uint', 1, 4], // one octet in 3.4, four in 5.0
  alert_on_message_delivery: [0x130c, 'uint', 0, 1], // nothing in 3.4, one octet in 5.0
  its_reply_type: [0x1380, 'uint', 1, 1],
  its_session_info: [0x1383, 'octets', 2, 2],
} as const satisfies Record<string, Row>

export type TlvName = keyof typeof tlvTable

const names = new Map<number, TlvName>(Object.entries(tlvTable).map(([name, row]) => [row[0], name as TlvName])) // the keys are the names
export const tlvName = (tag: number): TlvName | undefined => names.get(tag)
export const tagOf = (tlv: TlvName | number): number => (typeof tlv === 'number' ? tlv : tlvTable[tlv][0])
